package dev.guildline.adapter.discord;

import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.ChoiceTaken;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import net.dv8tion.jda.api.components.tree.MessageComponentTree;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.interactions.InteractionHook;
import org.jspecify.annotations.Nullable;

/** Passes on which choice a customer picked; what follows is told in the conversation. Other bots' buttons are left alone. */
final class ChoiceButtons {
    private static final System.Logger LOG = System.getLogger(ChoiceButtons.class.getName());

    private final CompletableFuture<DrivingPorts> ports;
    private final Executor threads;

    ChoiceButtons(CompletableFuture<DrivingPorts> ports, Executor threads) {
        this.ports = ports;
        this.threads = threads;
    }

    void pressed(ButtonInteractionEvent event) {
        ComponentIds.parse(event.getComponentId()).ifPresent(button -> pressed(event, button));
    }

    private void pressed(ButtonInteractionEvent event, ComponentIds.ChoiceButton button) {
        CompletionStage<InteractionHook> hook = InteractionAcknowledger.silently(event);
        Phrases phrases = Phrases.in(InboundTranslator.locale(event.getUserLocale()));
        ChoiceTaken choice = new ChoiceTaken(
                InboundTranslator.key(event), InboundTranslator.customer(event), button.prompt(), button.key());
        MessageComponentTree disabled = event.getMessage().getComponentTree().asDisabled();
        InteractionAcknowledger.then(
                hook,
                ports.thenComposeAsync(core -> core.conversations().choiceMade(choice), threads),
                (ready, outcome, failure) ->
                        answer(ready, outcome, failure, phrases, button.once() ? disabled : null, choice));
    }

    private static void answer(
            InteractionHook hook,
            @Nullable ChoiceOutcome outcome,
            @Nullable Throwable failure,
            Phrases phrases,
            @Nullable MessageComponentTree disabled,
            ChoiceTaken choice) {
        if (failure != null || outcome == null) {
            String why = failure == null ? "no outcome" : DiscordErrors.brief(failure);
            LOG.log(System.Logger.Level.WARNING, "choice {0} could not be kept: {1}", choice.key(), why);
            whisper(hook, phrases.get("try.again"));
            return;
        }
        switch (outcome) {
            case TAKEN -> disable(hook, disabled);
            case DUPLICATE -> {}
            case NOT_OFFERED -> whisper(hook, phrases.get("choice.not.offered"));
            case TOO_LATE -> whisper(hook, phrases.get("choice.too.late"));
        }
    }

    private static void disable(InteractionHook hook, @Nullable MessageComponentTree disabled) {
        if (disabled != null) {
            hook.editOriginalComponents(disabled).queue(done -> {}, failure -> notShown("disabled buttons", failure));
        }
    }

    private static void whisper(InteractionHook hook, String text) {
        hook.sendMessage(OutboundTranslator.quiet().setContent(text).build())
                .setEphemeral(true)
                .queue(said -> {}, failure -> notShown("a remark", failure));
    }

    private static void notShown(String what, Throwable failure) {
        LOG.log(System.Logger.Level.WARNING, "{0} could not be shown: {1}", what, DiscordErrors.brief(failure));
    }
}
