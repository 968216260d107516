# Read by Python when it starts with this folder in its PYTHONPATH: SQLite does not wait for the disk.
# For databases that are thrown away; one that the machine's fall would damage is not looked at again.
import sqlite3

connect = sqlite3.connect


def connect_forgetful(*args, **kwargs):
    connection = connect(*args, **kwargs)
    connection.execute('PRAGMA synchronous = OFF')
    return connection


sqlite3.connect = connect_forgetful
