package dev.guildline.adapter.discord;

import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.channel.OutboundMessage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.buttons.ButtonStyle;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/** Turns an entry of the journal into the messages that Discord shows for it. Nothing in them notifies anybody. */
final class OutboundTranslator {
    private static final int BUTTONS_IN_A_ROW = 5;
    private static final int LONGEST_LABEL = 80;

    private OutboundTranslator() {}

    /**
     * The parts in the order they are sent, at least one; cards and buttons are on the last that has a text, and so are
     * files, as many as Discord takes at once; further ones follow.
     *
     * @throws IllegalArgumentException if Discord cannot show the message, or there is nothing to show
     */
    static List<MessageCreateData> parts(OutboundMessage outbound) {
        Message message = outbound.message();
        List<String> texts = TextSplitter.split(outbound.smallPrint()
                .map(small -> text(message) + "\n-# " + small)
                .orElseGet(() -> text(message)));
        Optional<MessageEmbed> card = message.body() instanceof MessageBody.ArticleCard article
                ? Optional.of(Cards.of(article))
                : Optional.empty();
        List<ActionRow> rows = rows(message);
        List<List<FileUpload>> files = Uploads.of(outbound.files());
        if (texts.isEmpty() && card.isEmpty() && rows.isEmpty() && files.isEmpty()) {
            throw new IllegalArgumentException("the message has nothing to show: " + message.id());
        }
        List<MessageCreateData> parts = new ArrayList<>();
        int last = Math.max(texts.size(), 1) - 1;
        for (int part = 0; part <= last; part++) {
            MessageCreateBuilder builder = quiet().setContent(texts.isEmpty() ? "" : texts.get(part));
            builder.setSuppressedNotifications(outbound.silent());
            if (part == last) {
                card.ifPresent(builder::setEmbeds);
                builder.setComponents(rows);
                if (!files.isEmpty()) {
                    builder.setFiles(files.get(0));
                }
            }
            parts.add(builder.build());
        }
        files.stream().skip(1).map(group -> quiet().setFiles(group).build()).forEach(parts::add);
        return parts;
    }

    /** What is read in each part; none if there is nothing to read. */
    static List<String> texts(Message message) {
        return TextSplitter.split(text(message));
    }

    /** A message that mentions nobody, whatever its text says. */
    static MessageCreateBuilder quiet() {
        return new MessageCreateBuilder()
                .setAllowedMentions(EnumSet.noneOf(net.dv8tion.jda.api.entities.Message.MentionType.class))
                .mentionRepliedUser(false);
    }

    private static String text(Message message) {
        String words = words(message.body());
        String files =
                message.attachments().stream().map(OutboundTranslator::link).collect(Collectors.joining("\n"));
        return words.isBlank() ? files : files.isEmpty() ? words : words + "\n" + files;
    }

    private static String words(MessageBody body) {
        if (body instanceof MessageBody.ArticleCard card) {
            return card.lead();
        }
        if (body instanceof MessageBody.ChoicePrompt prompt) {
            return prompt.text();
        }
        return body.plainText();
    }

    private static String link(Attachment file) {
        String name = file.name().isBlank() ? "file" : file.name();
        return "📎 " + Markdown.link(name, file.location());
    }

    private static List<ActionRow> rows(Message message) {
        List<Choice> choices = message.body().choices();
        boolean once = isDoneAfterOneChoice(choices);
        List<Button> buttons = choices.stream()
                .map(choice -> button(ComponentIds.of(message.id(), choice.key(), once), choice))
                .toList();
        List<ActionRow> rows = new ArrayList<>();
        for (int from = 0; from < buttons.size(); from += BUTTONS_IN_A_ROW) {
            rows.add(ActionRow.of(buttons.subList(from, Math.min(from + BUTTONS_IN_A_ROW, buttons.size()))));
        }
        return rows;
    }

    /** Suggested articles can be opened one after the other; everything else is asked once. */
    private static boolean isDoneAfterOneChoice(List<Choice> choices) {
        return choices.stream().noneMatch(choice -> choice.action() instanceof ChoiceAction.ShowArticle);
    }

    private static Button button(String id, Choice choice) {
        String label = choice.label().isBlank() ? choice.key() : Markdown.shortened(choice.label(), LONGEST_LABEL);
        ButtonStyle style = switch (choice.style()) {
            case PRIMARY -> ButtonStyle.PRIMARY;
            case SECONDARY -> ButtonStyle.SECONDARY;
            case POSITIVE -> ButtonStyle.SUCCESS;
            case NEGATIVE -> ButtonStyle.DANGER;
        };
        return Button.of(style, id, label);
    }

    /** The message that is answered, if its name can be one of Discord's. */
    static @Nullable String answered(OutboundMessage outbound) {
        return outbound.replyTo()
                .map(reference -> reference.value())
                .filter(id -> id.matches("[1-9][0-9]{0,19}"))
                .orElse(null);
    }
}
