/** Cases: tracked matters that outlive conversations. Values only. */
package dev.guildline.core.casework;
