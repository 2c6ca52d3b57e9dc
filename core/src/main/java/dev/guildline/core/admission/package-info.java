/** Who may come in, and whether anybody may. */
@NullMarked
package dev.guildline.core.admission;

import org.jspecify.annotations.NullMarked;
