from timed import Timed


def leaks_on_an_error(client):
    timed = Timed("order")  # want: unended-on-exception
    order = client.order()
    timed.end()
    return order


def ends_in_a_finally(client):
    timed = Timed("order")
    try:
        return client.order()
    finally:
        timed.end()


def gives_it_back():
    return Timed("order")
