package dev.guildline.adapter.knowledge;

import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** HTML as help centres keep it, turned into Markdown. What Markdown has no word for is left out, its text stays. */
final class HtmlText {
    private final StringBuilder text = new StringBuilder();
    private String indent = "";

    private HtmlText() {}

    static String toMarkdown(String html) {
        HtmlText reader = new HtmlText();
        reader.children(Jsoup.parseBodyFragment(html).body());
        return reader.text
                .toString()
                .replace('\u00a0', ' ')
                .replaceAll("[ \\t]+\n", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private void children(Element parent) {
        parent.childNodes().forEach(this::node);
    }

    private void node(Node node) {
        if (node instanceof TextNode words) {
            words(words.getWholeText());
        } else if (node instanceof Element element) {
            element(element);
        }
    }

    private void words(String words) {
        String plain = words.replaceAll("[ \\t\\r\\n]+", " ");
        boolean begins = text.isEmpty() || " \n".indexOf(text.charAt(text.length() - 1)) >= 0;
        text.append(escaped(begins ? plain.stripLeading() : plain));
    }

    /** Characters that would be read as marks. */
    private String escaped(String words) {
        String escaped = words.replaceAll("([\\\\`*\\[\\]<>|])", "\\\\$1");
        boolean begins = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        return begins ? escaped.replaceFirst("^([#+-]|\\d+[.)])(?= )", "\\\\$1") : escaped;
    }

    private void element(Element element) {
        switch (element.normalName()) {
            case "script", "style", "iframe", "noscript", "head", "template" -> {}
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                block();
                text.append("#".repeat(element.normalName().charAt(1) - '0')).append(' ');
                children(element);
                block();
            }
            case "br" -> text.append("\\\n").append(indent);
            case "hr" -> block();
            case "ul", "ol" -> list(element);
            case "pre" -> {
                block();
                text.append("```\n").append(element.wholeText().strip()).append("\n```");
                block();
            }
            case "code", "kbd", "samp" ->
                text.append('`').append(element.text().replace("`", "'")).append('`');
            case "b", "strong" -> marked(element, "**");
            case "i", "em" -> marked(element, "*");
            case "a" -> link(element);
            case "img" -> text.append(escaped(element.attr("alt")));
            case "table" -> table(element);
            case "p", "div", "section", "article", "blockquote", "figure", "header", "footer", "dl", "dt", "dd" -> {
                block();
                children(element);
                block();
            }
            default -> children(element);
        }
    }

    private void marked(Element element, String mark) {
        if (element.text().isBlank() || !element.select("p,div,br,ul,ol,table").isEmpty()) {
            children(element);
        } else {
            String inside = element.text().strip();
            boolean spaceBefore = !text.isEmpty() && element.wholeText().startsWith(" ");
            text.append(spaceBefore ? " " : "")
                    .append(mark)
                    .append(escaped(inside))
                    .append(mark);
        }
    }

    private void link(Element element) {
        String address = element.attr("href").strip();
        if (!address.toLowerCase(Locale.ROOT).matches("(https?|mailto):\\S+")
                || element.text().isBlank()) {
            children(element);
            return;
        }
        text.append('[').append(escaped(element.text().strip())).append("](");
        text.append(address.replace("(", "%28").replace(")", "%29")).append(')');
    }

    private void list(Element list) {
        boolean inside = !indent.isEmpty();
        if (!inside) {
            block();
        }
        int number = 1;
        for (Element item : list.children()) {
            String mark = list.normalName().equals("ol") ? number++ + ". " : "- ";
            newLine();
            text.append(mark);
            String outer = indent;
            indent = outer + " ".repeat(mark.length());
            children(item);
            indent = outer;
        }
        if (!inside) {
            block();
        }
    }

    private void table(Element table) {
        block();
        boolean first = true;
        for (Element row : table.select("tr")) {
            StringBuilder line = new StringBuilder("|");
            for (Element cell : row.select("th,td")) {
                line.append(' ').append(cell.text().replace("|", "\\|")).append(" |");
            }
            text.append(line).append('\n');
            if (first) {
                text.append("|")
                        .append(" --- |".repeat(row.select("th,td").size()))
                        .append('\n');
                first = false;
            }
        }
        block();
    }

    /** Ends what stands before, by a blank line; inside of a list by a new line. */
    private void block() {
        if (text.isEmpty() || atMark()) {
            return;
        }
        if (!indent.isEmpty()) {
            newLine();
        } else if (text.charAt(text.length() - 1) != '\n') {
            text.append("\n\n");
        } else if (text.length() > 1 && text.charAt(text.length() - 2) != '\n') {
            text.append('\n');
        }
    }

    private boolean atMark() {
        return !indent.isEmpty() && lastLine().matches(" *(?:-|\\d+\\.) ");
    }

    private String lastLine() {
        return text.substring(text.lastIndexOf("\n") + 1);
    }

    private void newLine() {
        if (!lastLine().isBlank()) {
            text.append('\n');
        }
        if (text.isEmpty() || text.charAt(text.length() - 1) == '\n') {
            text.append(indent);
        }
    }
}
