// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example.http;

import dev.bnn.runtime.BnnModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Starts the service: {@code java ... Main NAME.bnnc [PORT]}. It listens on this machine only. */
public final class Main {
    private static final int PORT = 8080;

    private Main() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: Main NAME.bnnc [PORT]");
            System.exit(2);
        }
        BnnModel model = BnnModel.load(Path.of(args[0]));
        int port = args.length > 1 ? Integer.parseInt(args[1]) : PORT;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        ClassifyServer server = ClassifyServer.start(model, address, ClassifyServer.LARGEST_UPLOAD);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close"));
        System.out.println(model.name() + " at " + server.uri());
    }
}
