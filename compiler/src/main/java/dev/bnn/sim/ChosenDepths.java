// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.model.target.Target;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Severity;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stream depths that a target section chooses.
 *
 * @param words depth in words, by the stream's id
 * @param warnings one for each depth with which units could block one another if HLS made them stall
 */
record ChosenDepths(Map<String, Integer> words, List<Diagnostic> warnings) {
    /** @throws DiagnosticException if a stream does not exist, or is too short for any design of its units */
    static ChosenDepths of(Target target, Dataflow flow) {
        List<Dataflow.Stream> streams = flow.streams();
        List<String> ids = streams.stream().map(Dataflow.Stream::id).toList();
        Map<String, Integer> words = new TreeMap<>();
        List<Diagnostic> errors = new ArrayList<>();
        List<Diagnostic> warnings = new ArrayList<>();
        target.fifos().forEach((id, fifo) -> {
            words.put(id, fifo.depth());
            if (!ids.contains(id)) {
                errors.add(new Diagnostic(
                        Code.CHOSEN_DEPTH,
                        Severity.ERROR,
                        fifo.span(),
                        "there is no unit `" + id + "`",
                        Suggestion.hint(id, "units", ids)));
                return;
            }
            Dataflow.Stream stream = streams.get(ids.indexOf(id));
            int flushing = StreamDepths.minDepth(flow, stream, false);
            int stalling = StreamDepths.minDepth(flow, stream, true);
            boolean whole = stream.reader() < flow.units().size()
                    && flow.units().get(stream.reader()).copies().size() > 1;
            // Streams within a branch that are deeper than necessary make up for a short stream before it.
            if (fifo.depth() < Dataflow.MIN_DEPTH || whole && fifo.depth() < flushing) {
                errors.add(new Diagnostic(
                        Code.CHOSEN_DEPTH,
                        Severity.ERROR,
                        fifo.span(),
                        blocks(flow, stream, fifo.depth(), flushing),
                        hint(stalling)));
            } else if (fifo.depth() < stalling) {
                warnings.add(new Diagnostic(
                        Code.CHOSEN_DEPTH,
                        Severity.WARNING,
                        fifo.span(),
                        mayBlock(id, fifo.depth(), stalling),
                        hint(stalling)));
            }
        });
        if (!errors.isEmpty()) {
            throw new DiagnosticException(errors);
        }
        return new ChosenDepths(words, List.copyOf(warnings));
    }

    /** The error of depths with which the units of RTL wait for each other forever. Without chosen depths they never do. */
    Diagnostic blocked(Target target, BlockedException e) {
        Span place = target.fifos().values().stream()
                .map(Target.Fifo::span)
                .min(Comparator.comparing(span -> span.start().line()))
                .orElse(target.span());
        return new Diagnostic(
                Code.CHOSEN_DEPTH,
                Severity.ERROR,
                place,
                "with these depths of streams " + e.getMessage(),
                "make them deeper, or leave the lines out: the simulation finds depths");
    }

    private static String blocks(Dataflow flow, Dataflow.Stream stream, int depth, int minDepth) {
        return String.format(
                Locale.ROOT,
                "`%s` of %,d words blocks the pipeline: %s waits for units that first need %,d words of %s",
                stream.id(),
                depth,
                flow.units().get(stream.reader()).name(),
                minDepth,
                flow.units().get(stream.writer()).name());
    }

    private static String mayBlock(String id, int depth, int minDepth) {
        return String.format(
                Locale.ROOT,
                "`%s` of %,d words can block a pipeline whose units stall with up to %d stages each, which takes %,d words",
                id,
                depth,
                StreamDepths.Sized.STAGES,
                minDepth);
    }

    private static String hint(int minDepth) {
        return "write `depth " + minDepth + "` or more, or leave the line out: the simulation finds a depth";
    }
}
