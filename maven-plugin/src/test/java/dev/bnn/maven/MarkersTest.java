// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Position;
import dev.bnn.source.Severity;
import dev.bnn.source.Span;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.codehaus.plexus.build.BuildContext;
import org.junit.jupiter.api.Test;

class MarkersTest {
    private static final Diagnostic MISSPELT = new Diagnostic(
            Code.OPTION_UNFIT,
            Severity.ERROR,
            new Span("models/a.bnn", new Position(7, 10), new Position(7, 16)),
            "conv has no option `kernal`",
            "did you mean `kernel`?");

    private final List<List<Object>> calls = new ArrayList<>();
    private boolean delta;

    @Test
    void anErrorBecomesAMarkerAtItsLineAndColumn() {
        Markers markers = new Markers(context(), true);
        markers.clear(Path.of("models/a.bnn"));
        markers.add(MISSPELT);
        assertThat(calls)
                .containsExactly(
                        List.of("removeMessages", new File("models/a.bnn")),
                        List.of(
                                "addMessage",
                                new File("models/a.bnn"),
                                7,
                                10,
                                "column 10: conv has no option `kernal`; did you mean `kernel`? [BNN201]",
                                BuildContext.SEVERITY_ERROR));
    }

    @Test
    void twoMistakesOfALineAreTwoTexts() {
        Markers markers = new Markers(context(), true);
        markers.add(MISSPELT);
        markers.add(new Diagnostic(
                Code.OPTION_UNFIT,
                Severity.ERROR,
                new Span("models/a.bnn", new Position(7, 43), new Position(7, 49)),
                MISSPELT.message(),
                MISSPELT.hint()));
        // m2e merges equal texts on a line into one marker.
        assertThat(calls.stream().map(c -> c.get(4)).distinct()).hasSize(2);
    }

    @Test
    void anIncrementalBuildChecksOnlyWhatChanged() {
        Path file = Path.of("models/a.bnn");
        delta = false;
        assertThat(new Markers(context(), true).changed(file)).isFalse();
        assertThat(new Markers(context(), false).changed(file)).isTrue();
        delta = true;
        assertThat(new Markers(context(), true).changed(file)).isTrue();
    }

    @Test
    void onTheCommandLineTheLogHasThem() {
        Markers markers = new Markers(context(), false);
        markers.clear(Path.of("models/a.bnn"));
        markers.add(MISSPELT);
        assertThat(calls).isEmpty();
    }

    private BuildContext context() {
        return (BuildContext) Proxy.newProxyInstance(
                MarkersTest.class.getClassLoader(), new Class<?>[] {BuildContext.class}, (proxy, method, arguments) -> {
                    List<Object> call = new ArrayList<>(List.of(method.getName()));
                    Arrays.stream(arguments).filter(a -> a != null).forEach(call::add);
                    calls.add(call);
                    return method.getName().equals("hasDelta") ? delta : null;
                });
    }
}
