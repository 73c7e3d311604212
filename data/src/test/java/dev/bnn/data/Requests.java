// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Requests for tests: offline, relative to one folder; keeps the messages. */
public final class Requests implements Progress {
    public final List<String> messages = new ArrayList<>();
    public final List<String> steps = new ArrayList<>();

    @Override
    public void step(String task, long done, long total) {
        steps.add(task + " " + done + "/" + total);
    }

    @Override
    public void message(String text) {
        messages.add(text);
    }

    public DataRequest request(String spec, Path base, int channels, int height, int width) {
        return new DataRequest(spec, base, base.resolve("cache"), true, channels, height, width, 1, this);
    }

    public static DataSet load(String spec, Path base, int channels, int height, int width) throws DataException {
        return DataSets.load(new Requests().request(spec, base, channels, height, width));
    }

    public static DataException failure(String spec, Path base, int channels, int height, int width) {
        return catchThrowableOfType(DataException.class, () -> load(spec, base, channels, height, width));
    }
}
