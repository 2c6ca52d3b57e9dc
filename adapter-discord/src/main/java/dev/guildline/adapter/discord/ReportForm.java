package dev.guildline.adapter.discord;

import java.util.Arrays;
import java.util.Optional;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.modals.Modal;

/** The form for a report, {@code gl:report:<kind>:<interaction>}. */
final class ReportForm {
    private static final String PREFIX = "gl:report:";
    private static final String SUMMARY = "summary";
    private static final String DETAILS = "details";
    private static final int LONGEST_SUMMARY = 100;
    private static final int LONGEST_DETAILS = 4000;

    private ReportForm() {}

    record Filled(String summary, String details) {}

    static String id(ReportKind kind, String interaction) {
        return PREFIX + kind.word() + ":" + interaction;
    }

    /** Which kind a submitted form is about, empty if it is not one of ours. */
    static Optional<ReportKind> kind(String formId) {
        return Arrays.stream(ReportKind.values())
                .filter(kind -> formId.startsWith(PREFIX + kind.word() + ":"))
                .findFirst();
    }

    static Modal of(ReportKind kind, String id, Phrases phrases) {
        String texts = "form." + kind.word() + ".";
        TextInput summary = TextInput.create(SUMMARY, TextInputStyle.SHORT)
                .setRequired(true)
                .setMaxLength(LONGEST_SUMMARY)
                .setPlaceholder(phrases.get(texts + "summary.example"))
                .build();
        TextInput details = TextInput.create(DETAILS, TextInputStyle.PARAGRAPH)
                .setRequired(false)
                .setMaxLength(LONGEST_DETAILS)
                .build();
        return Modal.create(id, phrases.get(texts + "title"))
                .addComponents(
                        Label.of(phrases.get(texts + "summary"), summary),
                        Label.of(phrases.get(texts + "details"), details))
                .build();
    }

    static Filled read(ModalInteractionEvent event) {
        return new Filled(value(event, SUMMARY), value(event, DETAILS));
    }

    private static String value(ModalInteractionEvent event, String field) {
        ModalMapping value = event.getValue(field);
        return value == null ? "" : value.getAsString();
    }
}
