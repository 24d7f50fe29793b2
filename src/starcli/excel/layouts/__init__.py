"""What sheets, columns and labels are called: a module a sort of workbook, shared by its writer and its reader."""
