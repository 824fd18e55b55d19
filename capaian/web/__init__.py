"""Everything that knows Streamlit besides the pages: launcher, router, language, doors, shown text, parts."""
