package dev.guildline.core.port.webhook;

/**
 * The answer to a call.
 *
 * @param status the HTTP status
 * @param contentType the body's media type, empty if there is no body
 * @param body the body, may be empty
 */
public record WebhookReply(int status, String contentType, String body) {
    /** Taken, nothing to say. */
    public static final WebhookReply NO_CONTENT = new WebhookReply(204, "", "");

    /**
     * Taken, with a JSON answer.
     *
     * @param json the answer
     * @return a 200
     */
    public static WebhookReply json(String json) {
        return new WebhookReply(200, "application/json", json);
    }

    /**
     * Not taken, as a problem of RFC 9457.
     *
     * @param status a 4xx status
     * @param title what is wrong with this kind of call
     * @param detail what is wrong with this one and what to do; no secrets, no customer's words
     * @return the reply
     */
    public static WebhookReply problem(int status, String title, String detail) {
        return new WebhookReply(
                status,
                "application/problem+json",
                "{\"type\":\"about:blank\",\"title\":" + quoted(title) + ",\"status\":" + status + ",\"detail\":"
                        + quoted(detail) + "}");
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
