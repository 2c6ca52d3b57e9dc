package dev.guildline.adapter.discord;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What travels in a button: the prompt it belongs to and the choice's key, {@code gl:<conversation>:<sequence>:<key>},
 * with {@code :once} behind it if the prompt is done with after one choice. Anything else is not ours.
 */
final class ComponentIds {
    /** Discord takes no longer ones. */
    private static final int LONGEST = 100;

    private static final Pattern FORM =
            Pattern.compile("gl:([^:]{1,60}):([1-9][0-9]{0,17}):([A-Za-z0-9-]{1,16})(:once)?");

    private ComponentIds() {}

    record ChoiceButton(MessageId prompt, String key, boolean once) {}

    static String of(MessageId prompt, String key, boolean once) {
        String id = "gl:" + prompt.conversation() + ":" + prompt.sequence() + ":" + key + (once ? ":once" : "");
        if (id.length() > LONGEST || !FORM.matcher(id).matches()) {
            throw new IllegalArgumentException("the conversation's id does not fit into a button: " + prompt);
        }
        return id;
    }

    static Optional<ChoiceButton> parse(String componentId) {
        Matcher form = FORM.matcher(componentId);
        if (!form.matches()) {
            return Optional.empty();
        }
        MessageId prompt = new MessageId(new ConversationId(form.group(1)), Long.parseLong(form.group(2)));
        return Optional.of(new ChoiceButton(prompt, form.group(3), form.group(4) != null));
    }
}
