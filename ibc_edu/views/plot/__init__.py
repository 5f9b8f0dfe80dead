"""A plotly figure on the page, without saving it in the notebook."""
