package dev.antar.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/// The signals by which a process is told to stop (SIGTERM, Ctrl-C, a closed terminal), before the
/// virtual machine acts on them: its shutdown hooks run all at once, among them the one that ends
/// the embedded PostgreSQL, while the server still writes.
final class StopSignals {

    /* Java has no supported interface to signals. This one, of the module jdk.unsupported, is there in
    every JDK and may be named only by reflection without a warning of the compiler's. */

    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    private StopSignals() {}

    /// Calls this with the signal's number whenever one comes, on a thread of its own. A signal
    /// that the process was started to ignore is left alone.
    ///
    /// @return whether this virtual machine lets us
    // A proxy is equal to itself and nothing else.
    @SuppressWarnings("ReferenceEquality")
    static boolean tell(IntConsumer told) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call =
                    (proxy, method, arguments) ->
                            switch (method.getName()) {
                                case "handle" -> {
                                    told.accept(
                                            (int)
                                                    signal.getMethod("getNumber")
                                                            .invoke(arguments[0]));
                                    yield null;
                                }
                                case "equals" -> proxy == arguments[0];
                                case "hashCode" -> System.identityHashCode(proxy);
                                default -> "stop";
                            };
            Object handles =
                    Proxy.newProxyInstance(
                            StopSignals.class.getClassLoader(), new Class<?>[] {handler}, call);
            for (String name : NAMES) {
                signal.getMethod("handle", signal, handler)
                        .invoke(
                                null,
                                signal.getConstructor(String.class).newInstance(name),
                                handles);
            }
            return true;
        } catch (ReflectiveOperationException _) {
            return false;
        }
    }
}
