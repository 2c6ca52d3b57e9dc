package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A refusal as Discord words it: HTTP status, JSON error code, and for a bad form the tree of field errors. */
final class ApiError extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final String text;
    private final transient @Nullable ObjectNode errors;

    ApiError(int status, int code, String text, @Nullable ObjectNode errors) {
        super(status + " " + code + " " + text);
        this.status = status;
        this.code = code;
        this.text = text;
        this.errors = errors;
    }

    private ApiError(int status, int code, String text) {
        this(status, code, text, null);
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        ObjectNode body = Json.object().put("message", text).put("code", code);
        if (errors != null) {
            body.set("errors", errors);
        }
        return body;
    }

    static ApiError unauthorized() {
        return new ApiError(401, 0, "401: Unauthorized");
    }

    static ApiError notFound() {
        return new ApiError(404, 0, "404: Not Found");
    }

    static ApiError invalidJson() {
        return new ApiError(400, 50109, "The request body contains invalid JSON.");
    }

    static ApiError unknownChannel() {
        return new ApiError(404, 10003, "Unknown Channel");
    }

    static ApiError unknownGuild() {
        return new ApiError(404, 10004, "Unknown Guild");
    }

    static ApiError unknownMember() {
        return new ApiError(404, 10007, "Unknown Member");
    }

    static ApiError unknownMessage() {
        return new ApiError(404, 10008, "Unknown Message");
    }

    static ApiError unknownUser() {
        return new ApiError(404, 10013, "Unknown User");
    }

    static ApiError unknownWebhook() {
        return new ApiError(404, 10015, "Unknown Webhook");
    }

    static ApiError unknownApplication() {
        return new ApiError(404, 10002, "Unknown Application");
    }

    static ApiError unknownInteraction() {
        return new ApiError(404, 10062, "Unknown interaction");
    }

    static ApiError unknownCommand() {
        return new ApiError(404, 10063, "Unknown application command");
    }

    static ApiError alreadyAcknowledged() {
        return new ApiError(400, 40060, "Interaction has already been acknowledged.");
    }

    static ApiError invalidWebhookToken() {
        return new ApiError(401, 50027, "Invalid Webhook Token");
    }

    static ApiError emptyMessage() {
        return new ApiError(400, 50006, "Cannot send an empty message");
    }

    static ApiError cannotSendToUser() {
        return new ApiError(403, 50007, "Cannot send messages to this user");
    }

    static ApiError notTheAuthor() {
        return new ApiError(403, 50005, "Cannot edit a message authored by another user");
    }

    static ApiError missingPermissions() {
        return new ApiError(403, 50013, "Missing Permissions");
    }

    static ApiError wrongChannelType() {
        return new ApiError(400, 50024, "Cannot execute action on this channel type");
    }

    static ApiError notInDm() {
        return new ApiError(403, 50003, "Cannot execute action on a DM channel");
    }

    static ApiError alreadyCrossposted() {
        return new ApiError(400, 40033, "This message has already been crossposted.");
    }

    static ApiError tooLarge() {
        return new ApiError(413, 40005, "Request entity too large");
    }

    static ApiError threadArchived() {
        return new ApiError(400, 50083, "Thread is archived");
    }

    static ApiError threadExists() {
        return new ApiError(400, 160004, "A thread has already been created for this message");
    }

    static ApiError forumNeedsPost() {
        return new ApiError(400, 40058, "Cannot send messages in a forum channel");
    }
}
