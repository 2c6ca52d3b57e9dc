package dev.guildline.sandbox.twilio;

import java.util.ArrayList;
import java.util.List;

/** The routes of all products, collected before the server starts. */
final class RouteTable {
    /** Answers one request; runs under the state's lock. */
    interface RestHandler {
        RestReply handle(RestRequest request);
    }

    /**
     * One route.
     *
     * @param method GET, POST or DELETE
     * @param pattern the path with {@code {Names}}
     * @param open whether it answers without credentials
     * @param handler what answers
     */
    record Route(String method, String pattern, boolean open, RestHandler handler) {}

    private final List<Route> routes = new ArrayList<>();

    RouteTable get(String pattern, RestHandler handler) {
        return add("GET", pattern, false, handler);
    }

    RouteTable getOpen(String pattern, RestHandler handler) {
        return add("GET", pattern, true, handler);
    }

    RouteTable post(String pattern, RestHandler handler) {
        return add("POST", pattern, false, handler);
    }

    RouteTable delete(String pattern, RestHandler handler) {
        return add("DELETE", pattern, false, handler);
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    private RouteTable add(String method, String pattern, boolean open, RestHandler handler) {
        routes.add(new Route(method, pattern, open, handler));
        return this;
    }
}
