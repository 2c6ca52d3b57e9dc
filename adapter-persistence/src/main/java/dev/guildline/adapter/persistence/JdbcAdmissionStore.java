package dev.guildline.adapter.persistence;

import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.port.store.AdmissionStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Who may not come in, inside one transaction. */
final class JdbcAdmissionStore implements AdmissionStore {
    private static final String BLOCK =
            "select customer_id, reason, blocked_by, blocked_at, blocked_until from guildline.customer_block";
    private static final String INSERT_BLOCK = "insert into guildline.customer_block"
            + " (customer_id, reason, blocked_by, blocked_at, blocked_until) values (?, ?, ?, ?, ?)";
    private static final String DELETE_BLOCK = "delete from guildline.customer_block where customer_id = ?";
    private static final String PAUSE = "select reason, paused_by, paused_at from guildline.intake_pause where id = 1";
    private static final String INSERT_PAUSE =
            "insert into guildline.intake_pause (id, reason, paused_by, paused_at) values (1, ?, ?, ?)";
    private static final String DELETE_PAUSE = "delete from guildline.intake_pause where id = 1";

    private final Sql sql;

    JdbcAdmissionStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void save(Block block) {
        lift(block.customer());
        sql.update(
                INSERT_BLOCK, block.customer().value(), block.reason(), block.by(), block.since(), block.untilOrNull());
    }

    @Override
    public boolean lift(CustomerId customer) {
        return sql.update(DELETE_BLOCK, customer.value()) > 0;
    }

    @Override
    public Optional<Block> blockOf(CustomerId customer) {
        return sql.first(JdbcAdmissionStore::block, BLOCK + " where customer_id = ?", customer.value());
    }

    @Override
    public List<Block> blocks(int limit) {
        return sql.list(
                JdbcAdmissionStore::block, BLOCK + " order by blocked_at desc, customer_id limit ?", (long) limit);
    }

    private static Block block(Row row) throws SQLException {
        return new Block(
                new CustomerId(row.text("customer_id")),
                row.text("reason"),
                row.text("blocked_by"),
                row.moment("blocked_at"),
                row.momentIfAny("blocked_until").orElse(null));
    }

    @Override
    public void save(Pause pause) {
        endPause();
        sql.update(INSERT_PAUSE, pause.reason(), pause.by(), pause.since());
    }

    @Override
    public boolean endPause() {
        return sql.update(DELETE_PAUSE) > 0;
    }

    @Override
    public Optional<Pause> pause() {
        return sql.first(row -> new Pause(row.text("reason"), row.text("paused_by"), row.moment("paused_at")), PAUSE);
    }
}
