package dev.guildline.adapter.discord;

import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.usecase.HelpOutcome;
import dev.guildline.core.usecase.HelpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.InteractionHook;
import org.jspecify.annotations.Nullable;

/** {@code /helpme}: a greeting in private, and in public only that it was sent, or why it could not be. */
final class HelpCommand {
    private static final System.Logger LOG = System.getLogger(HelpCommand.class.getName());

    private final CompletableFuture<DrivingPorts> ports;
    private final Executor threads;
    private final Duration patience;

    HelpCommand(CompletableFuture<DrivingPorts> ports, Executor threads, Duration patience) {
        this.ports = ports;
        this.threads = threads;
        this.patience = patience;
    }

    void called(SlashCommandInteractionEvent event) {
        CompletionStage<InteractionHook> hook = InteractionAcknowledger.publicly(event);
        Answer answer = new Answer(event);
        HelpRequest request = new HelpRequest(InboundTranslator.key(event), InboundTranslator.customer(event));
        InteractionAcknowledger.then(
                hook,
                ports.thenComposeAsync(core -> core.conversations().helpRequested(request), threads),
                answer::begin);
    }

    /** What is said in public, and when. */
    private final class Answer {
        private final long user;
        private final boolean inGuild;
        private final Phrases phrases;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Answer(SlashCommandInteractionEvent event) {
            this.user = event.getUser().getIdLong();
            this.inGuild = event.isFromGuild();
            this.phrases = Phrases.in(InboundTranslator.locale(event.getUserLocale()));
        }

        private void begin(InteractionHook hook, @Nullable HelpOutcome outcome, @Nullable Throwable failure) {
            if (failure != null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "request for help of user {0} could not be kept: {1}",
                        Long.toUnsignedString(user),
                        DiscordErrors.brief(failure));
                say(hook, "try.again");
            } else if (outcome instanceof HelpOutcome.Greeting greeting) {
                greeting.greeting().whenComplete((state, lost) -> end(hook, state));
                CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS, threads)
                        .execute(() -> waited(hook));
            }
        }

        private synchronized void waited(InteractionHook hook) {
            if (!ended.get()) {
                say(hook, "help.on.its.way");
            }
        }

        private synchronized void end(InteractionHook hook, @Nullable DeliveryState state) {
            if (state == null || !ended.compareAndSet(false, true)) {
                return;
            }
            switch (state) {
                case DELIVERED -> say(hook, inGuild ? "help.sent" : "help.sent.here");
                case REFUSED -> say(hook, inGuild ? "help.unreachable" : "help.unreachable.here");
                case PENDING, UNKNOWN -> say(hook, "help.on.its.way");
                case PARKED -> say(hook, "try.again");
            }
        }

        private void say(InteractionHook hook, String phrase) {
            PublicReply.say(hook, user, phrases.get(phrase, PublicReply.mention(user)));
        }
    }
}
