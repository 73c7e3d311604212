// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.words.Word;
import dev.bnn.sim.RtlSchedule;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The first word in which a design differs from its model.
 *
 * @param unit the unit that wrote the word; "the output" for a word of the answer
 * @param stream id of the stream; empty for the answer
 * @param word number of the word in the stream, over all images
 * @param cycle cycle in which the word was due or came, whichever is earlier; for a word that was not due, the cycle in which it
 *     came
 * @param what one clause: the word has other bits, comes late or early, is missing or is one too many
 */
public record Difference(String unit, String stream, long word, long cycle, String what) {
    @Override
    public String toString() {
        return unit + ", word " + word + (stream.isEmpty() || stream.equals(unit) ? "" : " of " + stream) + ", cycle "
                + cycle + ": " + what;
    }

    /** The earliest difference, and among those of one cycle that of the first unit; empty if the trace is correct. */
    static Optional<Difference> first(
            Dataflow flow, List<List<BigInteger>> words, RtlSchedule schedule, RtlTrace trace) {
        List<Dataflow.Stream> streams = flow.streams();
        Stream<Difference> inside = IntStream.range(0, streams.size())
                .mapToObj(s -> first(
                        flow.units().get(streams.get(s).writer()).name(),
                        streams.get(s).id(),
                        words.get(s),
                        schedule.pushed()[s],
                        trace.stream(streams.get(s).id())))
                .flatMap(Optional::stream);
        List<RtlTrace.Pushed> answers = trace.answers().stream()
                .map(a -> new RtlTrace.Pushed(
                        a.cycle(), Word.of(a.value(), flow.answer().bits())))
                .toList();
        Stream<Difference> outside =
                first("the output", "", words.get(flow.units().size() - 1), schedule.answered(), answers).stream();
        return Stream.concat(inside, outside).min(Comparator.comparingLong(Difference::cycle));
    }

    private static Optional<Difference> first(
            String unit, String stream, List<BigInteger> words, long[] cycles, List<RtlTrace.Pushed> found) {
        for (int i = 0; i < found.size(); i++) {
            long came = found.get(i).cycle();
            if (i >= cycles.length) {
                return Optional.of(new Difference(unit, stream, i, came, "no such word is due"));
            }
            if (came != cycles[i]) {
                return Optional.of(new Difference(
                        unit,
                        stream,
                        i,
                        Math.min(came, cycles[i]),
                        "it comes in cycle " + came + ", not " + cycles[i]));
            }
            if (i < words.size() && !found.get(i).word().equals(words.get(i))) {
                return Optional.of(new Difference(
                        unit,
                        stream,
                        i,
                        came,
                        "it is " + found.get(i).word().toString(16) + ", not "
                                + words.get(i).toString(16) + " (hexadecimal)"));
            }
        }
        return found.size() < words.size()
                ? Optional.of(new Difference(unit, stream, found.size(), cycles[found.size()], "it never comes"))
                : Optional.empty();
    }
}
