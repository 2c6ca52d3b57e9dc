package dev.guildline.core.internal;

import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.message.Message;
import dev.guildline.core.relay.Errand;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets suggestions follow what another courier has brought to an agent. They are looked for when the end of that delivery
 * is kept, and come in a delivery of their own: neither their success nor their failure has anything to do with it.
 */
final class SuggestingCourier implements Courier {
    private final Courier courier;
    private final AgentSuggestions suggestions;

    SuggestingCourier(Courier courier, AgentSuggestions suggestions) {
        this.courier = courier;
        this.suggestions = suggestions;
    }

    @Override
    public CompletionStage<Keep> carry(Load load) {
        Message entry = load.entry();
        boolean asks = load.delivery().errand() instanceof Errand.RelayMessage
                && load.change() == null
                && load.conversation().status() == ConversationStatus.WITH_AGENT
                && entry != null
                && SmallTalk.isExceededBy(entry);
        CompletionStage<Keep> carried = courier.carry(load);
        return entry == null || !asks
                ? carried
                : carried.thenApply(keep -> step -> {
                    keep.keep(step);
                    step.afterCommit(() -> suggestions.noteBehind(load.conversation(), entry));
                });
    }

    @Override
    public void failed(Step step, Load load, @Nullable Refusal reason) {
        courier.failed(step, load, reason);
    }

    @Override
    public CompletionStage<Optional<Keep>> anotherWay(Load load, Refusal reason) {
        return courier.anotherWay(load, reason);
    }
}
