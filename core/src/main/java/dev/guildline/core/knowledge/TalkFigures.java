package dev.guildline.core.knowledge;

import java.util.Locale;

/**
 * How talks ended in which customers had asked something.
 *
 * @param language the customers' language
 * @param ended how many ended
 * @param withoutPerson how many of these ended without an agent having been asked for or joined
 */
public record TalkFigures(Locale language, long ended, long withoutPerson) {
    /**
     * Both together.
     *
     * @param more more in the same language
     * @return the sums
     */
    public TalkFigures plus(TalkFigures more) {
        return new TalkFigures(language, ended + more.ended, withoutPerson + more.withoutPerson);
    }
}
