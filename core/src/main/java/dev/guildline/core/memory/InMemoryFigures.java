package dev.guildline.core.memory;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.port.store.FigureStore;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

final class InMemoryFigures implements FigureStore {
    private record OfArticle(LocalDate day, ArticleId article) {}

    private record OfTalks(LocalDate day, Locale language) {}

    private final Map<OfArticle, ArticleFigures> articles = new HashMap<>();
    private final Map<OfTalks, TalkFigures> talks = new HashMap<>();
    private final UndoLog undo;

    InMemoryFigures(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public void add(LocalDate day, ArticleFigures figures) {
        OfArticle key = new OfArticle(day, figures.article());
        ArticleFigures before = articles.get(key);
        undo.put(articles, key, before == null ? figures : before.plus(figures));
    }

    @Override
    public void add(LocalDate day, TalkFigures figures) {
        OfTalks key = new OfTalks(day, figures.language());
        TalkFigures before = talks.get(key);
        undo.put(talks, key, before == null ? figures : before.plus(figures));
    }

    @Override
    public List<ArticleFigures> articles(LocalDate from, LocalDate to) {
        Map<String, ArticleFigures> sums = new TreeMap<>();
        articles.forEach((key, figures) -> {
            if (isBetween(key.day(), from, to)) {
                sums.merge(key.article().value(), figures, ArticleFigures::plus);
            }
        });
        return List.copyOf(sums.values());
    }

    @Override
    public List<TalkFigures> talks(LocalDate from, LocalDate to) {
        Map<String, TalkFigures> sums = new TreeMap<>();
        talks.forEach((key, figures) -> {
            if (isBetween(key.day(), from, to)) {
                sums.merge(key.language().toLanguageTag(), figures, TalkFigures::plus);
            }
        });
        return List.copyOf(sums.values());
    }

    @Override
    public void forget(LocalDate from, LocalDate to) {
        List.copyOf(articles.keySet()).stream()
                .filter(key -> isBetween(key.day(), from, to))
                .forEach(key -> undo.remove(articles, key));
        List.copyOf(talks.keySet()).stream()
                .filter(key -> isBetween(key.day(), from, to))
                .forEach(key -> undo.remove(talks, key));
    }

    private static boolean isBetween(LocalDate day, LocalDate from, LocalDate to) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
