"""Excel at the edge: workbooks in, workbooks out."""
