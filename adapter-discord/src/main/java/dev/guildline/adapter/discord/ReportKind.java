package dev.guildline.adapter.discord;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.usecase.Knowledge;

/** What can be reported, and what differs between the kinds. */
enum ReportKind {
    BUG(CaseKind.BUG, "bug", Knowledge.KNOWN_ISSUE, "card.known.issues"),
    FEATURE(CaseKind.FEATURE, "feature", Knowledge.RELEASE, "card.latest.releases");

    private final CaseKind caseKind;
    private final String word;
    private final String label;
    private final String heading;

    ReportKind(CaseKind caseKind, String word, String label, String heading) {
        this.caseKind = caseKind;
        this.word = word;
        this.label = label;
        this.heading = heading;
    }

    CaseKind caseKind() {
        return caseKind;
    }

    /** How the kind is called in keys and form ids. */
    String word() {
        return word;
    }

    /** The label of the articles shown afterwards. */
    String label() {
        return label;
    }

    /** The phrase above them. */
    String heading() {
        return heading;
    }

    /** The phrase that thanks. */
    String thanks() {
        return "report." + word + ".thanks";
    }
}
