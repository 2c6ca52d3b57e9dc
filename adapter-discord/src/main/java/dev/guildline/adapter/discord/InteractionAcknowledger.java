package dev.guildline.adapter.discord;

import java.util.concurrent.CompletionStage;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.callbacks.IDeferrableCallback;
import net.dv8tion.jda.api.interactions.callbacks.IMessageEditCallback;
import net.dv8tion.jda.api.interactions.callbacks.IModalCallback;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.requests.RestAction;
import org.jspecify.annotations.Nullable;

/**
 * Answers interactions within the three seconds that Discord gives: at once, on the event's thread, before anything
 * that could be slow. What there is to say follows through the hook.
 *
 * <p>The hook comes whatever became of the acknowledgement: another instance of the bot may have made it, and then it is
 * still the one that did the work who speaks. If nobody made it, speaking fails, and is logged.
 */
final class InteractionAcknowledger {
    private static final System.Logger LOG = System.getLogger(InteractionAcknowledger.class.getName());

    private InteractionAcknowledger() {}

    /** Everybody sees that an answer is coming. */
    static CompletionStage<InteractionHook> publicly(IReplyCallback interaction) {
        return hook(interaction, interaction.deferReply(false));
    }

    /** The message with the button stays as it is for now. */
    static CompletionStage<InteractionHook> silently(IMessageEditCallback interaction) {
        return hook(interaction, interaction.deferEdit());
    }

    /** A form is shown; there is no other way to acknowledge with one. */
    static void withForm(IModalCallback interaction, Modal form) {
        interaction.replyModal(form).queue(shown -> {}, failure -> notMade(interaction.getId(), failure));
    }

    /** What is said when the work is over: its outcome, or the failure that it ended with. */
    interface FollowUp<T> {
        void say(InteractionHook hook, @Nullable T outcome, @Nullable Throwable failure);
    }

    /** Follows up once the interaction is acknowledged and the work is over. */
    static <T> void then(CompletionStage<InteractionHook> acknowledged, CompletionStage<T> work, FollowUp<T> followUp) {
        work.whenComplete((outcome, failure) -> acknowledged.thenAccept(hook -> {
            try {
                followUp.say(hook, outcome, failure);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "an interaction could not be followed up", e);
            }
        }));
    }

    private static CompletionStage<InteractionHook> hook(IDeferrableCallback interaction, RestAction<?> deferral) {
        InteractionHook hook = InteractionHook.from(interaction.getJDA(), interaction.getToken());
        return deferral.submit().handle((done, failure) -> {
            if (failure != null) {
                notMade(interaction.getId(), failure);
            }
            return hook;
        });
    }

    private static void notMade(String interaction, Throwable failure) {
        boolean byAnother = DiscordErrors.code(failure) == DiscordErrors.ALREADY_ACKNOWLEDGED;
        LOG.log(
                byAnother ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                "interaction {0} could not be acknowledged: {1}",
                interaction,
                DiscordErrors.brief(failure));
    }
}
