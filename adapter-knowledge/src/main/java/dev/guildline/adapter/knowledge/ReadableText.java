package dev.guildline.adapter.knowledge;

import java.util.List;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Markdown as a person would read it aloud: no marks, one line per paragraph or row of a table, list items with a bullet
 * or their number, addresses kept. Raw HTML is left out.
 */
final class ReadableText extends AbstractVisitor {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final StringBuilder text = new StringBuilder();
    private int depth;
    private int number;

    private ReadableText() {}

    static String of(String markdown) {
        ReadableText reader = new ReadableText();
        PARSER.parse(markdown).accept(reader);
        return reader.text.toString().strip();
    }

    @Override
    public void visit(Heading heading) {
        block(() -> visitChildren(heading));
    }

    @Override
    public void visit(Paragraph paragraph) {
        if (paragraph.getParent() instanceof ListItem && paragraph.getPrevious() == null) {
            visitChildren(paragraph);
        } else {
            block(() -> visitChildren(paragraph));
        }
    }

    @Override
    public void visit(BlockQuote quote) {
        visitChildren(quote);
    }

    @Override
    public void visit(BulletList list) {
        visitList(list, 0);
    }

    @Override
    public void visit(OrderedList list) {
        Integer first = list.getMarkerStartNumber();
        visitList(list, first == null ? 1 : first);
    }

    private void visitList(ListBlock list, int firstNumber) {
        int outer = number;
        number = firstNumber;
        depth++;
        visitChildren(list);
        depth--;
        number = outer;
    }

    @Override
    public void visit(ListItem item) {
        boolean numbered = item.getParent() instanceof OrderedList;
        String mark = numbered ? number++ + ". " : "• ";
        newLine();
        text.append("  ".repeat(Math.max(0, depth - 1))).append(mark);
        visitChildren(item);
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof TableRow) {
            block(() -> visitChildren(node));
        } else if (node instanceof TableCell) {
            text.append(node.getPrevious() == null ? "" : " – ");
            visitChildren(node);
        } else {
            visitChildren(node);
        }
    }

    @Override
    public void visit(FencedCodeBlock code) {
        block(() -> text.append(code.getLiteral().strip()));
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        block(() -> text.append(code.getLiteral().strip()));
    }

    @Override
    public void visit(Code code) {
        text.append(code.getLiteral());
    }

    @Override
    public void visit(Text words) {
        text.append(words.getLiteral());
    }

    /** A line of CJK text that goes on in the next line of the file goes on without a space. */
    @Override
    public void visit(SoftLineBreak lineBreak) {
        boolean afterHan = !text.isEmpty() && Scripts.isCjk(text.codePointBefore(text.length()));
        boolean beforeHan = lineBreak.getNext() instanceof Text next
                && !next.getLiteral().isEmpty()
                && Scripts.isCjk(next.getLiteral().codePointAt(0));
        if (!(afterHan && beforeHan)) {
            text.append(' ');
        }
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        newLine();
    }

    /** An image is worth its description. */
    @Override
    public void visit(Image image) {
        visitChildren(image);
    }

    @Override
    public void visit(Link link) {
        int start = text.length();
        visitChildren(link);
        String address = link.getDestination();
        if (address.matches("https?://.*") && !text.substring(start).equals(address)) {
            text.append(text.length() == start ? address : " (" + address + ")");
        }
    }

    private void block(Runnable content) {
        newLine();
        content.run();
        newLine();
    }

    private void newLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
