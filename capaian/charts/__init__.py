"""Tables to Plotly figures, each with its words. Plotly itself is imported by the first chart."""
