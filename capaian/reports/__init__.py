"""Tables to files: the summary workbook and the form. Reports take plain tables; they never look anything up."""
