// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a test bench prints, line by line. */
final class RtlTrace {
    private static final Pattern RESULT =
            Pattern.compile("result: images (\\d+) bits (\\d+) differing (\\d+) cycles (\\d+)");
    private static final String COMPARED = "compared: ";
    private static final int KEPT = 20;

    /** A word of a stream, and the cycle of the start in which it was pushed. */
    record Pushed(long cycle, BigInteger word) {}

    /** A word of the answer. */
    record Answered(long cycle, long value) {}

    /** What the test bench found. */
    record Result(int images, long bits, long differing, long cycles) {}

    private final Map<String, List<Pushed>> streams = new HashMap<>();
    private final List<Answered> answers = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private long reset;
    private long begin;
    private Optional<Result> result = Optional.empty();
    private final IntConsumer progress;

    /** @param progress receives the number of images whose answers were compared */
    RtlTrace(IntConsumer progress) {
        this.progress = progress;
    }

    /** Reads a line. */
    void line(String text) {
        if (text.startsWith("word ")) {
            String[] parts = text.split(" ");
            String stream = parts[1].substring(parts[1].lastIndexOf(".f_") + 3);
            streams.computeIfAbsent(stream, s -> new ArrayList<>())
                    .add(new Pushed(Long.parseLong(parts[2]), new BigInteger(parts[3], 16)));
        } else if (text.startsWith("answer ")) {
            String[] parts = text.split(" ");
            answers.add(new Answered(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        } else if (text.startsWith("reset ")) {
            reset = Long.parseLong(text.substring(6));
            // Loading parameters resets the pipeline once more.
            streams.clear();
        } else if (text.startsWith("begin ")) {
            begin = Long.parseLong(text.substring(6));
        } else {
            Matcher matcher = RESULT.matcher(text);
            if (matcher.matches()) {
                result = Optional.of(new Result(
                        Integer.parseInt(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4))));
            } else if (text.startsWith(COMPARED)) {
                progress.accept(Integer.parseInt(text.substring(COMPARED.length())));
            } else if (others.size() < KEPT) {
                others.add(text);
            }
        }
    }

    /** The words of a stream, by its id. */
    List<Pushed> stream(String id) {
        return streams.getOrDefault(id, List.of()).stream()
                .map(p -> new Pushed(p.cycle() - begin, p.word()))
                .toList();
    }

    List<Answered> answers() {
        return answers.stream()
                .map(a -> new Answered(a.cycle() - begin, a.value()))
                .toList();
    }

    /** Cycles between the end of the reset and cycle 0. */
    long before() {
        return begin - reset;
    }

    /** Lines that say what went wrong. */
    List<String> others() {
        return others;
    }

    Optional<Result> result() {
        return result;
    }
}
