// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.authoring;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.report.network.NetworkTable;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Budgets;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.NameClashes;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses and checks one model file and reports all findings. Trains nothing. */
public final class ValidateGoal {
    private ValidateGoal() {}

    /** The file to check. */
    public record Request(Path model, Settings settings) {}

    /**
     * The outcome of a check.
     *
     * @param network present if the model has no error
     * @param summary the message of the failed build, with a line for each missed budget; empty if there is no error
     */
    public record Result(Optional<Network> network, List<Diagnostic> diagnostics, String summary) {}

    /** Runs the goal. Returns errors in the model in the result; does not throw them. */
    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Frontend.Result parsed = Models.parse(request.model());
        for (Diagnostic d : parsed.diagnostics()) {
            events.diagnostic(d, parsed.source());
        }
        Models.more(request.model(), parsed, events);
        if (parsed.network().isEmpty()) {
            return new Result(Optional.empty(), parsed.diagnostics(), Models.summary(request.model(), parsed));
        }
        Network network = parsed.network().get();
        Optional<Diagnostic> clash = NameClashes.find(request.model(), network);
        if (clash.isPresent()) {
            events.diagnostic(clash.get(), parsed.source());
            return new Result(
                    Optional.empty(), List.of(clash.get()), clash.get().message() + ".");
        }
        Settings settings = request.settings();
        NetworkTable table = NetworkTable.of(network);
        Metrics metrics = new Metrics(ModelFolder.of(settings.output(), network.name()));
        metrics.put("validate", figures(table, parsed.diagnostics()));
        table.lines().forEach(events::info);
        events.info(network.name() + ": " + table.totals());
        List<Diagnostic> missed = settings.budgets().missed(network, List.of("validate"), metrics, events);
        missed.forEach(events::mark);
        return new Result(parsed.network(), parsed.diagnostics(), Budgets.lines(missed));
    }

    private static Map<String, Object> figures(NetworkTable table, List<Diagnostic> diagnostics) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("layers", table.rows().size() - 1);
        figures.put("weights", table.weights());
        figures.put("weight_bits", table.weightBits());
        figures.put("macs", table.macs());
        figures.put(
                "warnings",
                diagnostics.stream()
                        .filter(d -> d.severity() == Severity.WARNING)
                        .count());
        return figures;
    }
}
