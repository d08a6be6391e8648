"""What a page says and shows, apart from how it is drawn: no Streamlit, no database connection."""
