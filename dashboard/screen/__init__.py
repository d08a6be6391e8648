"""The only rooms, beside app.py and server.py, that know Streamlit."""
