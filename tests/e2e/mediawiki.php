<?php
/* SPDX-License-Identifier: MIT
 *
 * What mediawiki.py has MediaWiki do with its own functions:
 *
 *   MW_CONFIG_FILE=FILE php mediawiki.php FOLDER-OF-MEDIAWIKI
 *
 * A JSON array a line comes in, a line of JSON goes out. */
require_once $argv[1] . '/maintenance/Maintenance.php';

use MediaWiki\MediaWikiServices;
use Wikimedia\IPUtils;
use Wikimedia\Timestamp\ConvertibleTimestamp;

class Town extends Maintenance
{
    private function person($name)
    {
        if (IPUtils::isIPAddress($name))
            return User::newFromName($name, false);
        $user = User::newFromName($name);
        if (!$user->getId())
            $user->addToDatabase();
        return $user;
    }

    /* A signature of somebody's own. */
    private function signs($name, $as)
    {
        $user = $this->person($name);
        $options = MediaWikiServices::getInstance()->getUserOptionsManager();
        $options->setOption($user, 'nickname', $as);
        $options->setOption($user, 'fancysig', 1);
        $options->saveOptions($user);
    }

    /* The page as it is then: signatures are written out. */
    private function edit($title, $text, $name, $at)
    {
        ConvertibleTimestamp::setFakeTime($at);
        $title = Title::newFromText($title);
        $page = MediaWikiServices::getInstance()->getWikiPageFactory()
            ->newFromTitle($title);
        $status = $page->doUserEditContent(
            ContentHandler::makeContent($text, $title),
            $this->person($name), 'of the town');
        if (!$status->isOK())
            throw new Exception($status->getWikiText());
        return $page->getContent()->getText();
    }

    private function move($from, $to, $at)
    {
        ConvertibleTimestamp::setFakeTime($at);
        $status = MediaWikiServices::getInstance()->getMovePageFactory()
            ->newMovePage(Title::newFromText($from), Title::newFromText($to))
            ->move($this->person('Admin'), 'another name');
        if (!$status->isOK())
            throw new Exception($status->getWikiText());
    }

    private function text($title)
    {
        $page = MediaWikiServices::getInstance()->getWikiPageFactory()
            ->newFromTitle(Title::newFromText($title));
        $page->loadPageData(WikiPage::READ_LATEST);
        return $page->exists() && !$page->isRedirect()
            ? $page->getContent()->getText() : null;
    }

    public function execute()
    {
        while (($line = fgets(STDIN)) !== false) {
            try {
                $what = json_decode($line, true);
                $name = array_shift($what);
                $said = $this->$name(...$what);
                DeferredUpdates::doUpdates();
                MediaWikiServices::getInstance()->getDBLoadBalancerFactory()
                    ->commitPrimaryChanges(__METHOD__);
            } catch (Throwable $e) {
                $said = ['error' => $e->getMessage()];
            }
            echo json_encode($said), "\n";
        }
    }
}

$maintClass = Town::class;
$argv = $_SERVER['argv'] = [$argv[0]];
require_once RUN_MAINTENANCE_IF_MAIN;
