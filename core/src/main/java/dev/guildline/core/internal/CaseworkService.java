package dev.guildline.core.internal;

import dev.guildline.core.casework.CaseNote;
import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.CaseStatus;
import dev.guildline.core.casework.NewCase;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.usecase.CaseOutcome;
import dev.guildline.core.usecase.CaseReport;
import dev.guildline.core.usecase.Casework;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** What happens to cases. */
final class CaseworkService implements Casework {
    private final JournalWriter writer;
    private final CustomerBook book;

    CaseworkService(JournalWriter writer, CustomerBook book) {
        this.writer = writer;
        this.book = book;
    }

    @Override
    public CompletionStage<CaseOutcome> report(CaseReport report) {
        return writer.write(step -> {
            if (!step.hearsFirst(report.key())) {
                return new CaseOutcome.Duplicate();
            }
            if (Gate.blockOf(step, report.customer().id()).isPresent()) {
                return new CaseOutcome.NotAdmitted();
            }
            Customer customer = book.seen(step, report.customer());
            return new CaseOutcome.Done(step.tx()
                    .cases()
                    .open(
                            new NewCase(
                                    report.kind(),
                                    customer,
                                    report.subject(),
                                    report.text(),
                                    report.attachments(),
                                    null,
                                    report.customFields()),
                            step.now()));
        });
    }

    @Override
    public CompletionStage<CaseOutcome> changeStatus(CaseNumber number, CaseStatus status, String by) {
        return change(number, (step, found) -> found.withStatus(status, by, step.now()));
    }

    @Override
    public CompletionStage<CaseOutcome> comment(CaseNumber number, String text, String by) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("text: a remark must not be blank");
        }
        return change(number, (step, found) -> found.withNote(new CaseNote(by, text, step.now())));
    }

    @Override
    public CompletionStage<Optional<SupportCase>> find(CaseNumber number) {
        return writer.read(step -> step.tx().cases().find(number));
    }

    @Override
    public CompletionStage<List<SupportCase>> search(CaseQuery query) {
        return writer.read(step -> step.tx().cases().search(query));
    }

    private CompletionStage<CaseOutcome> change(CaseNumber number, BiFunction<Step, SupportCase, SupportCase> change) {
        return writer.write(step -> {
            Optional<SupportCase> found = step.tx().cases().find(number);
            if (found.isEmpty()) {
                return new CaseOutcome.UnknownCase();
            }
            SupportCase changed = change.apply(step, found.get());
            step.tx().cases().save(changed);
            return new CaseOutcome.Done(changed);
        });
    }
}
