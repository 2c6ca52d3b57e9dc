package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One interaction from the person's action to the end of its token. Guarded by the world's lock. */
final class Interaction {
    static final int COMMAND = 2;
    static final int COMPONENT = 3;
    static final int AUTOCOMPLETE = 4;
    static final int MODAL_SUBMIT = 5;

    final long id;
    final int type;
    final String token;
    final Account user;
    final Channel channel;
    final Instant at;

    /** The command's name; empty for components and modals. */
    final String commandName;

    /** Type of the message that answers it: 20 for a slash command, 23 for a context menu, 19 for a component. */
    final int answerType;

    /** The message whose component was used; for a modal, the one that led to it. */
    final @Nullable Message source;

    /** The bot's first answer (callback type), 0 while there is none. */
    int callback;

    @Nullable
    Message original;

    boolean originalDeleted;

    @Nullable
    SandboxModal modal;

    @Nullable
    ObjectNode modalForm;

    @Nullable
    List<SandboxChoice> choices;

    Interaction(
            long id,
            int type,
            String token,
            Account user,
            Channel channel,
            Instant at,
            String commandName,
            int answerType,
            @Nullable Message source) {
        this.id = id;
        this.type = type;
        this.token = token;
        this.user = user;
        this.channel = channel;
        this.at = at;
        this.commandName = commandName;
        this.answerType = answerType;
        this.source = source;
    }

    boolean isAcknowledged() {
        return callback != 0;
    }
}
