/** What adapters and embedders need to test against core: contracts, fakes, fixtures. */
package dev.guildline.testkit;
