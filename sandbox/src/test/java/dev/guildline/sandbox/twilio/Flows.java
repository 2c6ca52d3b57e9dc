package dev.guildline.sandbox.twilio;

/** Flow definitions for tests, written short. */
final class Flows {
    private Flows() {}

    /** A definition whose trigger leads to the first of the states. */
    static String of(String first, String... states) {
        return """
                {"description":"a flow","initial_state":"Trigger","flags":{"allow_concurrent_calls":true},"states":[
                 {"name":"Trigger","type":"trigger","properties":{"offset":{"x":0,"y":0}},
                  "transitions":[{"event":"incomingMessage"},{"event":"incomingCall"},
                   {"event":"incomingConversationMessage"%s},{"event":"incomingRequest"},{"event":"incomingParent"}]}%s]}
                """.formatted(
                        first.isEmpty() ? "" : ",\"next\":\"" + first + "\"",
                        states.length == 0 ? "" : "," + String.join(",", states));
    }

    static String endsAtOnce() {
        return of("");
    }

    /** A state with transitions given as {@code event=next}. */
    static String state(String name, String type, String properties, String... transitions) {
        StringBuilder ways = new StringBuilder();
        for (String transition : transitions) {
            int equals = transition.indexOf('=');
            ways.append(ways.isEmpty() ? "" : ",")
                    .append("{\"event\":\"")
                    .append(equals < 0 ? transition : transition.substring(0, equals))
                    .append('"');
            if (equals >= 0) {
                ways.append(",\"next\":\"")
                        .append(transition.substring(equals + 1))
                        .append('"');
            }
            ways.append('}');
        }
        return "{\"name\":\"" + name + "\",\"type\":\"" + type + "\",\"properties\":" + properties
                + ",\"transitions\":[" + ways + "]}";
    }

    /** A split with one match. */
    static String split(String name, String input, String type, String value, String match, String noMatch) {
        return """
                {"name":"%s","type":"split-based-on","properties":{"input":"%s"},"transitions":[
                 {"event":"noMatch"%s},
                 {"event":"match","next":"%s","conditions":[
                  {"friendly_name":"is it","arguments":["%s"],"type":"%s","value":"%s"}]}]}
                """.formatted(
                name, input, noMatch.isEmpty() ? "" : ",\"next\":\"" + noMatch + "\"", match, input, type, value);
    }
}
