package dev.guildline.core.internal;

import dev.guildline.core.participant.Tongue;
import dev.guildline.core.port.knowledge.DetectsLanguage;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is known of languages: in which one a customer writes, and whether there is anything to find in it. */
final class Languages {
    private final Optional<DetectsLanguage> detects;

    /** Takes a knowledge base, which may have the ability or not. */
    Languages(KnowledgeBase knowledge) {
        detects =
                Optional.of(knowledge).filter(DetectsLanguage.class::isInstance).map(DetectsLanguage.class::cast);
    }

    /** The language of a text, empty where it does not tell. */
    Optional<Locale> of(String text) {
        return text.isBlank() ? Optional.empty() : detects.flatMap(base -> base.languageOf(text));
    }

    /** A language with the script that the articles are in, where it does not tell its own. */
    Locale asInArticles(Locale language) {
        return detects.stream()
                .flatMap(base -> base.languages().stream())
                .filter(each -> Tongue.isShared(each, language))
                .findFirst()
                .filter(each ->
                        language.getScript().isEmpty() && language.getCountry().isEmpty())
                .orElse(language);
    }

    /** The language to write in instead, if there are articles, but none in the given language. */
    Optional<Locale> insteadOf(Locale language) {
        List<Locale> known = detects.map(DetectsLanguage::languages).orElse(List.of());
        boolean served = known.stream().anyMatch(each -> each.getLanguage().equals(language.getLanguage()));
        return served ? Optional.empty() : known.stream().findFirst();
    }
}
