package dev.guildline.sandbox.discord;

import java.util.List;
import java.util.stream.Stream;

/**
 * A component of a message or modal, with those inside it. Texts that were not set are empty.
 *
 * @param type Discord's component type: 1 row, 2 button, 3 string select, 4 text input, 5–8 other selects, 10 text, 17 container, 18 label, 19 file upload
 * @param customId the bot's id for it
 * @param label what is written on it: a button's or label's text
 * @param text a text display's content, a label's description, or the value a text input starts with
 * @param style button style 1 primary, 2 secondary, 3 success, 4 danger, 5 link; text input 1 short, 2 paragraph; 0 elsewhere
 * @param emoji emoji on a button; empty if none
 * @param url a link button's target
 * @param disabled whether it is greyed out
 * @param required whether a modal asks for a value
 * @param placeholder grey text of a select or input
 * @param minimum least number of choices, or characters of a text input
 * @param maximum largest number of choices, or characters of a text input
 * @param options choices of a string select
 * @param children components inside
 */
public record SandboxComponent(
        int type,
        String customId,
        String label,
        String text,
        int style,
        String emoji,
        String url,
        boolean disabled,
        boolean required,
        String placeholder,
        int minimum,
        int maximum,
        List<Option> options,
        List<SandboxComponent> children) {
    /**
     * A choice of a select.
     *
     * @param label what the person reads
     * @param value what is sent
     * @param description smaller text below
     * @param chosen whether it is chosen at first
     */
    public record Option(String label, String value, String description, boolean chosen) {}

    public SandboxComponent {
        options = List.copyOf(options);
        children = List.copyOf(children);
    }

    /**
     * This component and everything inside it, outermost first.
     *
     * @return the components
     */
    public Stream<SandboxComponent> flattened() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(SandboxComponent::flattened));
    }
}
