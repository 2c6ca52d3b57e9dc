/** The knowledge base of core on Lucene, read from a folder of Markdown files. */
@org.jspecify.annotations.NullMarked
package dev.guildline.adapter.knowledge;
