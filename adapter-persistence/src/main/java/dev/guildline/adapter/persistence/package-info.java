/** The stores of core on a relational database: H2 embedded by default, PostgreSQL for several instances. */
@org.jspecify.annotations.NullMarked
package dev.guildline.adapter.persistence;
