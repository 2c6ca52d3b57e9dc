package dev.guildline.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands behind a verb: {@code --name value} pairs. */
final class Options {
    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    static Options parse(List<String> words) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i);
            if (!name.startsWith("--") || name.length() == 2) {
                throw new IllegalArgumentException("'" + name + "' is not an option; options look like --port 8085");
            }
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            values.put(name.substring(2), words.get(i + 1));
        }
        return new Options(values);
    }

    /** Takes an option's value. */
    String value(String name, String otherwise) {
        String value = values.remove(name);
        return value == null ? otherwise : value;
    }

    /**
     * Takes a port.
     *
     * @throws IllegalArgumentException naming the option if it is none
     */
    int port(String name, int otherwise) {
        String value = values.remove(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("--" + name + ": '" + value + "' is not a port; use 0 to 65535");
    }

    /**
     * Refuses what nobody has taken.
     *
     * @throws IllegalArgumentException naming an option that the verb does not know
     */
    void refuseOthers() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(
                    "--" + values.keySet().iterator().next() + " is not an option here; './guildline help' lists them");
        }
    }
}
