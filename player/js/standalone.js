// The page that plays without a server: its player, and the settings beside it.

import { offline, said } from "./offline.js";

offline(said());
