package dev.guildline.adapter.discord;

import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.HelpOutcome;
import dev.guildline.core.usecase.HelpRequest;
import java.time.Duration;
import java.util.Optional;
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
    private final PublicAskers askers;

    HelpCommand(CompletableFuture<DrivingPorts> ports, Executor threads, Duration patience, PublicAskers askers) {
        this.ports = ports;
        this.threads = threads;
        this.patience = patience;
        this.askers = askers;
    }

    void called(SlashCommandInteractionEvent event) {
        CompletionStage<InteractionHook> hook = InteractionAcknowledger.publicly(event);
        Answer answer = new Answer(event);
        askers.asked(answer.user);
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
                askers.answered(user);
                say(hook, "try.again");
            } else if (outcome instanceof HelpOutcome.NotAdmitted) {
                say(hook, "help.not.admitted");
            } else if (outcome instanceof HelpOutcome.Greeting greeting) {
                CompletionStage<Ended> end = greeting.greeting()
                        .thenCompose(state -> state == DeliveryState.DELIVERED
                                ? whereabouts(greeting).thenApply(at -> new Ended(state, at))
                                : CompletableFuture.completedFuture(new Ended(state, Optional.empty())));
                end.whenComplete((ended, lost) -> {
                    askers.answered(user);
                    end(hook, ended);
                });
                CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS, threads)
                        .execute(() -> waited(hook));
            }
        }

        /** Where the customer was greeted: it may have taken another way than direct messages. */
        private CompletionStage<Optional<ThreadAddress>> whereabouts(HelpOutcome.Greeting greeting) {
            return ports.thenCompose(core -> core.conversations().find(ConversationKey.of(greeting.conversation())))
                    .thenApply(found -> found.flatMap(conversation ->
                            ThreadAddress.of(conversation.customer().address())))
                    .exceptionally(failure -> Optional.empty());
        }

        private synchronized void waited(InteractionHook hook) {
            if (!ended.get()) {
                say(hook, "help.on.its.way");
            }
        }

        private synchronized void end(InteractionHook hook, @Nullable Ended end) {
            if (end == null || !ended.compareAndSet(false, true)) {
                return;
            }
            switch (end.state()) {
                case DELIVERED ->
                    end.thread()
                            .ifPresentOrElse(
                                    thread -> say(
                                            hook,
                                            "help.sent.thread",
                                            "<#" + Long.toUnsignedString(thread.thread()) + ">"),
                                    () -> say(hook, inGuild ? "help.sent" : "help.sent.here"));
                case REFUSED -> say(hook, inGuild ? "help.unreachable" : "help.unreachable.here");
                case PENDING, UNKNOWN -> say(hook, "help.on.its.way");
                case PARKED -> say(hook, "try.again");
            }
        }

        private void say(InteractionHook hook, String phrase) {
            say(hook, phrase, "");
        }

        private void say(InteractionHook hook, String phrase, String place) {
            PublicReply.say(hook, user, phrases.get(phrase, PublicReply.mention(user), place));
        }
    }

    /** How a greeting came to its end, and in which thread if it was in one. */
    private record Ended(DeliveryState state, Optional<ThreadAddress> thread) {}
}
