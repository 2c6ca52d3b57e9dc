package dev.guildline.core;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.relay.Commit;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.RetryCause;
import java.util.List;

/** Several listeners, told one after the other. */
record Listeners(List<GuildlineListener> all) implements GuildlineListener {
    Listeners {
        all = List.copyOf(all);
    }

    @Override
    public void conversationChanged(Conversation conversation) {
        all.forEach(listener -> listener.conversationChanged(conversation));
    }

    @Override
    public void deliveryEnded(Delivery delivery) {
        all.forEach(listener -> listener.deliveryEnded(delivery));
    }

    @Override
    public void deliveryPostponed(Delivery delivery, RetryCause cause) {
        all.forEach(listener -> listener.deliveryPostponed(delivery, cause));
    }

    @Override
    public void committed(Commit commit) {
        all.forEach(listener -> listener.committed(commit));
    }

    @Override
    public void commitFailed(boolean unclear) {
        all.forEach(listener -> listener.commitFailed(unclear));
    }

    @Override
    public void activeChanged(boolean active) {
        all.forEach(listener -> listener.activeChanged(active));
    }
}
