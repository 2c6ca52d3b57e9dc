/** Working ports that keep everything in memory: for a quick start, demonstrations and tests. Nothing outlives the process. */
package dev.guildline.core.memory;
