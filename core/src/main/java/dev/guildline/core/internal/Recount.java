package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationState;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.store.FigureStore;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.port.store.RetentionStore;
import dev.guildline.core.port.store.RetentionStore.Mark;
import dev.guildline.core.port.store.Transaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Figures counted anew from what was said, up to a day. For one thread. */
final class Recount {
    private static final LocalDate BEGINNING = LocalDate.of(1970, 1, 1);
    /** So many days are replaced in one transaction, which others wait for. */
    private static final int DAYS_AT_A_TIME = 30;

    private final LocalDate last;
    private final NavigableMap<LocalDate, Day> days = new TreeMap<>();
    private int conversations;

    /**
     * Nothing counted yet.
     *
     * @param last the last day that is looked at
     */
    Recount(LocalDate last) {
        this.last = last;
    }

    private static final class Day {
        private final Map<ArticleId, ArticleFigures> articles = new HashMap<>();
        private final Map<Locale, TalkFigures> talks = new HashMap<>();
    }

    /** Adds all that is kept of a conversation. */
    void add(Conversation conversation, Journal journal) {
        conversations++;
        for (Message entry : journal.read(conversation.id(), 0)) {
            LocalDate day = Tally.day(entry.at());
            if (!day.isAfter(last)) {
                Tally.of(entry, journal)
                        .forEach(figures -> of(day).articles.merge(figures.article(), figures, ArticleFigures::plus));
            }
        }
        if (conversation.state() instanceof ConversationState.Closed closed) {
            LocalDate day = Tally.day(closed.at());
            if (!day.isAfter(last)) {
                Tally.of(conversation, journal)
                        .ifPresent(figures -> of(day).talks.merge(figures.language(), figures, TalkFigures::plus));
            }
        }
    }

    private Day of(LocalDate day) {
        return days.computeIfAbsent(day, d -> new Day());
    }

    int conversations() {
        return conversations;
    }

    /** Some of the days, to be replaced together. */
    record Part(LocalDate from, LocalDate to, NavigableMap<LocalDate, Day> days) {
        /** Replaces those days of which everything that was said is still kept; the others stay as they were. */
        void replace(Transaction tx) {
            LocalDate kept = firstKept(tx.retention());
            LocalDate first = kept.isAfter(from) ? kept : from;
            if (first.isAfter(to)) {
                return;
            }
            FigureStore store = tx.figures();
            store.forget(first, to);
            days.tailMap(first, true).forEach((day, figures) -> {
                figures.articles.values().forEach(each -> store.add(day, each));
                figures.talks.values().forEach(each -> store.add(day, each));
            });
        }
    }

    /** The first day of which nothing that was said is deleted: nothing is said after the last change. */
    private static LocalDate firstKept(RetentionStore store) {
        Mark missing = store.reached(RetentionStore.Stage.MISSING_TALKS);
        return missing.equals(Mark.START)
                ? BEGINNING
                : Tally.day(missing.changedAt()).plusDays(1);
    }

    /** All days from the beginning of time to the last one. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        LocalDate from = BEGINNING;
        LocalDate to = days.isEmpty() ? last : days.firstKey();
        while (!from.isAfter(last)) {
            to = to.plusDays(DAYS_AT_A_TIME - 1L);
            to = to.isAfter(last) ? last : to;
            parts.add(new Part(from, to, days.subMap(from, true, to, true)));
            from = to.plusDays(1);
            to = from;
        }
        return parts;
    }
}
