package dev.guildline.sandbox.discord;

import java.util.regex.Pattern;

/** Matches calls by method and path below {@code /api/v10}: {@code POST /channels/{channel}/messages}; a star or a name in braces is one segment, two stars the rest, no method means any. */
final class RoutePattern {
    private final Pattern pattern;

    RoutePattern(String route) {
        String[] parts = route.strip().split(" +", 2);
        boolean anyMethod = parts.length == 1;
        String path = anyMethod ? parts[0] : parts[1];
        if (!path.startsWith("/") && !path.startsWith("*")) {
            throw new IllegalArgumentException(
                    "a route is a method and a path like \"POST /channels/*/messages\", not \"" + route + "\"");
        }
        StringBuilder regex = new StringBuilder(anyMethod || parts[0].equals("*") ? "[A-Z]+" : Pattern.quote(parts[0]));
        regex.append(' ');
        for (int i = 0; i < path.length(); i++) {
            if (path.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (path.charAt(i) == '*') {
                regex.append("[^/]+");
            } else if (path.charAt(i) == '{' && path.indexOf('}', i) > 0) {
                regex.append("[^/]+");
                i = path.indexOf('}', i);
            } else {
                regex.append(Pattern.quote(path.substring(i, i + 1)));
            }
        }
        pattern = Pattern.compile(regex.toString());
    }

    boolean matches(String method, String path) {
        return pattern.matcher(method + " " + path).matches();
    }
}
