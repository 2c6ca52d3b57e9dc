package dev.guildline.adapter.knowledge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes in the file of an article what has changed and nothing else: remarks, the order of the keys and what a later
 * version wrote stay as their author left them. Whether the result says what it should is for the caller to check.
 */
final class RevisedFile {
    private static final String FENCE = "---";
    private static final Pattern KEY = Pattern.compile("([A-Za-z]+)\\s*:(?:\\s.*)?");

    private RevisedFile() {}

    /**
     * The file with the next content.
     *
     * @param file what it holds
     * @param before what that says
     * @param next what it is to say
     */
    static String of(String file, ArticleRecord before, ArticleRecord next) {
        String text = (file.startsWith("\uFEFF") ? file.substring(1) : file).replace("\r\n", "\n");
        List<String> lines = text.lines().toList();
        int end = 1;
        while (end < lines.size() && !lines.get(end).stripTrailing().equals(FENCE)) {
            end++;
        }
        List<String> head = new ArrayList<>(List.of(FENCE));
        head.addAll(head(lines.subList(1, Math.min(end, lines.size())), before, next));
        head.add(FENCE);
        List<String> body = before.body().equals(next.body())
                ? lines.subList(Math.min(end + 1, lines.size()), lines.size())
                : List.of(next.body());
        head.addAll(body);
        return String.join("\n", head) + "\n";
    }

    private static List<String> head(List<String> lines, ArticleRecord before, ArticleRecord next) {
        Map<String, List<String>> was = MarkdownArticle.fields(before);
        Map<String, List<String>> is = new LinkedHashMap<>(MarkdownArticle.fields(next));
        Set<String> changed = new HashSet<>(was.keySet());
        changed.addAll(is.keySet());
        changed.removeIf(key -> was.getOrDefault(key, List.of()).equals(is.getOrDefault(key, List.of())));
        List<String> head = new ArrayList<>();
        boolean replaced = false;
        for (String line : lines) {
            Matcher key = KEY.matcher(line);
            if (key.matches()) {
                replaced = changed.contains(key.group(1));
                if (replaced) {
                    List<String> lineOrTwo = is.remove(key.group(1));
                    head.addAll(lineOrTwo == null ? List.of() : lineOrTwo);
                }
            } else if (line.startsWith("#")) {
                replaced = false;
            }
            if (!replaced) {
                head.add(line);
            }
        }
        is.forEach((key, added) -> {
            if (changed.contains(key)) {
                head.addAll(added);
            }
        });
        return head;
    }
}
