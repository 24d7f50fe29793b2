"""What many units have in common: common problems, where they are worse, and their causes."""
