"""What runs inside the page: the course's cells and widgets, without a kernel. It is imported by Pyodide only."""
